// Command crictl is the lab's stand-in for the upstream tool of this name, which no Debian package carries.
//
// It speaks the real CRI (v1alpha2) to a real containerd, so that a pull goes through containerd's own registry
// configuration; but it has only what kubeadm up to 1.30 and an operator's first look need:
// info, version, pods, ps, images, inspecti, pull, rmi, stopp, rmp. Its output is plainer than upstream's.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	cri "k8s.io/cri-api/pkg/apis/runtime/v1alpha2"
)

const defaultEndpoint = "unix:///run/containerd/containerd.sock"

// buildVersion is set by the linker.
var buildVersion = "unknown"

type client struct {
	runtime cri.RuntimeServiceClient
	images  cri.ImageServiceClient
}

func main() {
	endpoint := flag.String("r", defaultEndpoint, "endpoint of the container runtime")
	flag.StringVar(endpoint, "runtime-endpoint", *endpoint, "the same")
	flag.StringVar(new(string), "i", "", "endpoint of the image service: taken, not used, the runtime serves both")
	flag.StringVar(new(string), "image-endpoint", "", "the same")
	timeout := flag.Duration("timeout", 10*time.Minute, "how long one call may take")
	version := flag.Bool("version", false, "say the version and stop")
	flag.Parse()
	if *version {
		fmt.Println("crictl version", buildVersion)
		return
	}
	if err := run(*endpoint, *timeout, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "crictl (lab stand-in):", err)
		os.Exit(1)
	}
}

func run(endpoint string, timeout time.Duration, args []string) error {
	if len(args) == 0 {
		return errors.New("no command; there are: info version pods ps images inspecti pull rmi stopp rmp")
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	dialled, stop := context.WithTimeout(ctx, 5*time.Second)
	defer stop()
	if !strings.Contains(endpoint, "://") {
		endpoint = "unix://" + endpoint
	}
	connection, err := grpc.DialContext(dialled, endpoint, grpc.WithInsecure(), grpc.WithBlock())
	if err != nil {
		return fmt.Errorf("no container runtime answers at %s: %w", endpoint, err)
	}
	defer connection.Close()
	c := client{cri.NewRuntimeServiceClient(connection), cri.NewImageServiceClient(connection)}
	return c.do(ctx, args[0], args[1:])
}

func (c client) do(ctx context.Context, command string, args []string) error {
	switch command {
	case "info":
		return show(c.runtime.Status(ctx, &cri.StatusRequest{}))
	case "version":
		return show(c.runtime.Version(ctx, &cri.VersionRequest{}))
	case "pods":
		return c.pods(ctx, args)
	case "ps":
		return c.containers(ctx)
	case "images":
		return c.listImages(ctx)
	case "inspecti", "pull", "rmi", "stopp", "rmp":
		return c.each(ctx, command, args)
	}
	return fmt.Errorf("%q is not among what this stand-in can do", command)
}

func (c client) each(ctx context.Context, command string, args []string) error {
	names := withoutFlags(args)
	if len(names) == 0 {
		return fmt.Errorf("%s needs a name", command)
	}
	for _, name := range names {
		if err := c.one(ctx, command, name); err != nil {
			return fmt.Errorf("%s %s: %w", command, name, err)
		}
	}
	return nil
}

func (c client) one(ctx context.Context, command, name string) error {
	image := &cri.ImageSpec{Image: name}
	switch command {
	case "pull":
		answer, err := c.images.PullImage(ctx, &cri.PullImageRequest{Image: image})
		if err == nil {
			fmt.Println("Image is up to date for", answer.ImageRef)
		}
		return err
	case "inspecti":
		answer, err := c.images.ImageStatus(ctx, &cri.ImageStatusRequest{Image: image})
		if err == nil && answer.Image == nil {
			return errors.New("no such image present")
		}
		return show(answer, err)
	case "rmi":
		_, err := c.images.RemoveImage(ctx, &cri.RemoveImageRequest{Image: image})
		return err
	case "stopp":
		_, err := c.runtime.StopPodSandbox(ctx, &cri.StopPodSandboxRequest{PodSandboxId: name})
		return err
	default:
		_, err := c.runtime.RemovePodSandbox(ctx, &cri.RemovePodSandboxRequest{PodSandboxId: name})
		return err
	}
}

func (c client) pods(ctx context.Context, args []string) error {
	answer, err := c.runtime.ListPodSandbox(ctx, &cri.ListPodSandboxRequest{})
	if err != nil {
		return err
	}
	quiet := len(args) > 0 && (args[0] == "-q" || args[0] == "--quiet")
	for _, pod := range answer.Items {
		if quiet {
			fmt.Println(pod.Id)
		} else {
			fmt.Println(pod.Id[:13], pod.State, pod.Metadata.Namespace, pod.Metadata.Name)
		}
	}
	return nil
}

func (c client) containers(ctx context.Context) error {
	answer, err := c.runtime.ListContainers(ctx, &cri.ListContainersRequest{})
	if err != nil {
		return err
	}
	for _, container := range answer.Containers {
		fmt.Println(container.Id[:13], container.State, container.Metadata.Name, container.Image.Image)
	}
	return nil
}

func (c client) listImages(ctx context.Context) error {
	answer, err := c.images.ListImages(ctx, &cri.ListImagesRequest{})
	if err != nil {
		return err
	}
	for _, image := range answer.Images {
		fmt.Println(image.Id, image.Size_, strings.Join(append(image.RepoTags, image.RepoDigests...), " "))
	}
	return nil
}

func withoutFlags(args []string) []string {
	var names []string
	for _, arg := range args {
		if !strings.HasPrefix(arg, "-") {
			names = append(names, arg)
		}
	}
	return names
}

func show(message interface{}, err error) error {
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(message, "", "  ")
	if err != nil {
		return err
	}
	fmt.Println(string(text))
	return nil
}
